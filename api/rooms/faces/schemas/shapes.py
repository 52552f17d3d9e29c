"""What all bodies and answers of the room share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Request(BaseModel):
    """Every request body names its fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Read(BaseModel):
    """Every answer is made from rows or results."""

    model_config = ConfigDict(from_attributes=True)


Version = Annotated[str, StringConstraints(pattern=r"^[0-9a-z-]{1,20}$")]
Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,600}$")]
