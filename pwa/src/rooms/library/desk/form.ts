import type { components } from '#api/schema.gen.ts';
import type { DocumentDetail } from '../rows.ts';

type Schemas = components['schemas'];
export type DocumentRequest = Schemas['DocumentRequest'];
export type AudienceKind = DocumentDetail['audience_kinds'][number];

/** What stands in the boxes; empty text is "not given". */
export interface Form {
  publisher_id: string;
  number_symbol: string;
  type: string;
  title: string;
  summary: string;
  /** '' when the issuer is named by hand. */
  issuer_id: string;
  issuer_name: string;
  issued_on: string;
  effective_on: string;
  signer: string;
  audience_organization_id: string;
  audience_kinds: AudienceKind[];
  study_by_on: string;
  /** The published document this one takes the place of; '' for none. */
  replaces_id: string;
}

export const KINDS: readonly AudienceKind[] = [
  'official',
  'probationary',
  'committee',
  'secretary',
];

export function emptyForm(publisher_id: string): Form {
  return {
    publisher_id,
    number_symbol: '',
    type: '',
    title: '',
    summary: '',
    issuer_id: publisher_id,
    issuer_name: '',
    issued_on: '',
    effective_on: '',
    signer: '',
    audience_organization_id: '',
    audience_kinds: [],
    study_by_on: '',
    replaces_id: '',
  };
}

export function formOf(document: DocumentDetail): Form {
  return {
    publisher_id: document.publisher_id,
    number_symbol: document.number_symbol ?? '',
    type: document.type,
    title: document.title,
    summary: document.summary ?? '',
    issuer_id: document.issuer_id ?? '',
    issuer_name: document.issuer_name,
    issued_on: document.issued_on ?? '',
    effective_on: document.effective_on ?? '',
    signer: document.signer ?? '',
    audience_organization_id: document.audience_organization_id,
    audience_kinds: [...document.audience_kinds],
    study_by_on: document.study_by_on ?? '',
    replaces_id: document.replaces_id ?? '',
  };
}

/** What is missing before the server need be asked. */
export function missing(form: Form): ('title' | 'type' | 'issuer_name')[] {
  const gaps: ('title' | 'type' | 'issuer_name')[] = [];
  if (form.title.trim() === '') gaps.push('title');
  if (form.type === '') gaps.push('type');
  if (form.issuer_id === '' && form.issuer_name.trim() === '') gaps.push('issuer_name');
  return gaps;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export function requestOf(form: Form, fileIds: readonly string[]): DocumentRequest {
  return {
    publisher_id: form.publisher_id,
    type: form.type,
    title: form.title.trim(),
    number_symbol: orNull(form.number_symbol),
    summary: orNull(form.summary),
    issuer_id: orNull(form.issuer_id),
    issuer_name: form.issuer_id === '' ? orNull(form.issuer_name) : null,
    issued_on: orNull(form.issued_on),
    effective_on: orNull(form.effective_on),
    signer: orNull(form.signer),
    audience_organization_id: orNull(form.audience_organization_id),
    audience_kinds: form.audience_kinds,
    study_by_on: orNull(form.study_by_on),
    replaces_id: orNull(form.replaces_id),
    file_ids: [...fileIds],
  };
}
