import { api, ask, type Result } from '#api/client.ts';
import type { components } from '#api/schema.gen.ts';
import { upload } from '#api/upload.ts';

type Schemas = components['schemas'];
export type Template = Schemas['PaperTemplateRead'];
export type Checked = Schemas['TemplateCheckRead'];
type Kind = Schemas['PaperKind'];

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const pathOf = (organization: string, kind: Kind): string =>
  `/api/paper-templates/${organization}/${kind}`;

export const readTemplates = (organization_id: string): Promise<Result<Template[]>> =>
  ask(api.GET('/api/paper-templates/{organization_id}', { params: { path: { organization_id } } }));

/** The address of the template that holds now, to be edited in Word. */
export const templatePath = (organization: string, kind: Kind): string =>
  `${pathOf(organization, kind)}.docx`;

export const checkTemplate = (
  organization: string,
  kind: Kind,
  file: Blob,
): Promise<Result<Checked>> =>
  upload<Checked>({
    method: 'POST',
    path: `${pathOf(organization, kind)}/check`,
    body: file,
    headers: { 'Content-Type': DOCX },
  });

export const useTemplate = (
  organization: string,
  kind: Kind,
  file: File,
): Promise<Result<Template>> =>
  upload<Template>({
    method: 'PUT',
    path: `${pathOf(organization, kind)}?name=${encodeURIComponent(file.name.slice(-200))}`,
    body: file,
    headers: { 'Content-Type': DOCX },
  });

export const dropTemplate = (organization_id: string, kind: Kind): Promise<Result<unknown>> =>
  ask(
    api.DELETE('/api/paper-templates/{organization_id}/{kind}', {
      params: { path: { organization_id, kind } },
    }),
  );
