"""The printed sheet: one card a person, to be cut out and handed over."""

from collections.abc import Sequence

from api.kit import clock, pdf
from api.rooms.signin import qr
from api.rooms.signin.models import CodePurpose
from api.rooms.signin.schemas import IssuedCodeRead

_TITLES = {
    CodePurpose.ACTIVATION: "Phiếu kích hoạt tài khoản",
    CodePurpose.RECOVERY: "Phiếu cấp lại quyền đăng nhập",
}

_TEMPLATE = """
#set page(margin: (x: 12mm, y: 12mm))
#let cut = stroke(thickness: 0.6pt, paint: luma(140), dash: "dashed")
#let quiet = luma(70)
#let fitting(size, words) = layout(area => {
  let wide = measure(text(size, words)).width
  text(size * calc.min(1, area.width / wide), words)
})
#let card(one) = block(width: 100%, height: 67mm, inset: (x: 6mm, y: 4mm), breakable: false)[
  #set par(spacing: 0pt)
  #grid(columns: (1fr, 40mm), column-gutter: 6mm,
    [
      #text(8.5pt, fill: rgb("#9f1d20"), weight: 600, upper(data.title))
      #v(2.4mm)
      #set text(weight: 700)
      #fitting(15pt, one.display_name)
      #v(2mm)
      #set text(weight: 400, fill: quiet)
      #fitting(9.5pt, one.organization)
      #v(4.5mm)
      #set text(fill: black)
      #grid(columns: (26mm, 1fr), row-gutter: 3mm, align: horizon,
        text(9pt, fill: quiet)[Mã], text(17pt, weight: 700, tracking: 0.6pt, one.code),
        text(9pt, fill: quiet)[Tên đăng nhập], { set text(weight: 600); fitting(11pt, one.login) },
        text(9pt, fill: quiet)[Dùng đến hết], text(11pt, weight: 600, one.until),
      )
    ],
    image(bytes(one.qr), format: "svg", width: 40mm),
  )
  #v(3.5mm)
  #set text(9.5pt)
  #set enum(spacing: 1.9mm, indent: 0pt)
  + Mở máy ảnh điện thoại quét mã vuông, hoặc vào *#data.address* rồi nhập mã.
  + Kiểm tra đúng tên mình, rồi chọn đăng nhập bằng vân tay, khuôn mặt hoặc đặt mật khẩu.
  + Mã chỉ dùng một lần. Không chụp ảnh phiếu, không đưa mã cho người khác.
]
#grid(columns: (1fr,), stroke: (y: cut), ..data.cards.map(card))
"""


def print_sheet(issued: Sequence[IssuedCodeRead], purpose: CodePurpose) -> bytes:
    """Return the PDF: A4, four cards a page with lines to cut along."""
    address = issued[0].address.partition("#")[0].partition("://")[2]
    cards = [
        {
            "display_name": one.display_name,
            "organization": one.organization or "",
            "login": one.login,
            "code": one.code,
            "qr": qr.as_svg(one.address),
            "until": f"{one.expires_at.astimezone(clock.LOCAL):%d/%m/%Y}",
        }
        for one in issued
    ]
    return pdf.render(_TEMPLATE, {"title": _TITLES[purpose], "address": address, "cards": cards})
