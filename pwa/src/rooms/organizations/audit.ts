import type { components } from '#api/schema.gen.ts';
import { labelText, t } from '#i18n/index.svelte.ts';

export type AuditEntry = components['schemas']['AuditRead'];

/** What is offered in the filter: the actions somebody looks for, by the room they happen in. */
export const ACTIONS = [
  'members.card_viewed',
  'members.created',
  'members.edited',
  'members.state_set',
  'members.exempted',
  'members.transfer_started',
  'members.transfer_introduced',
  'members.transfer_arrived',
  'members.transfer_cancelled',
  'members.merged',
  'members.moved',
  'members.import_started',
  'members.import_applied',
  'members.import_discarded',
  'members.imported',
  'members.own_data_exported',
  'members.request_asked',
  'members.request_acknowledged',
  'members.request_finished',
  'members.request_refused',
  'organizations.created',
  'organizations.edited',
  'organizations.moved',
  'organizations.merged',
  'organizations.split',
  'organizations.ended',
  'organizations.position_given',
  'organizations.position_ended',
  'organizations.rule_overridden',
  'signin.session_started',
  'signin.session_ended',
  'signin.second_factor_given',
  'signin.code_issued',
  'signin.code_used',
  'signin.code_revoked',
  'signin.account_opened',
  'signin.account_closed',
  'signin.account_reopened',
  'signin.device_revoked',
  'signin.password_changed',
  'signin.passkey_added',
  'signin.passkey_removed',
  'signin.passkey_renamed',
  'signin.passkey_count_went_back',
  'signin.one_time_codes_set_up',
  'signin.one_time_codes_removed',
  'signin.budget_spent',
  'library.document_created',
  'library.document_edited',
  'library.document_published',
  'library.document_replaced',
  'library.document_withdrawn',
  'library.document_deleted',
  'library.file_uploaded',
  'library.file_refused',
  'library.anchor_trusted',
  'library.anchor_dropped',
] as const;

const word = (action: string) => labelText(`organizations.did_${action.replace('.', '_')}`);

/** An action in words, as the filter offers it. */
export function actionText(action: string): string {
  return word(action) ?? t('organizations.did_other', { action });
}

/** A value of the details in words, where there are words for it. */
function detailText(name: string, value: unknown): string | undefined {
  if (name === 'role') return labelText(`organizations.role_${String(value)}`);
  if (name === 'state') return labelText(`members.state_${String(value)}`);
  if (name === 'topic') return labelText(`organizations.topic_${String(value)}`);
  if (name === 'purpose' || name === 'means') {
    return labelText(`organizations.audit_${name}_${String(value)}`);
  }
  if (name === 'kind') {
    const code = String(value);
    return labelText(`members.request_${code}`) ?? labelText(`members.exemption_${code}`);
  }
  if (name === 'fields' && Array.isArray(value)) {
    const fields = value.map((field) => labelText(`members.${String(field)}`) ?? String(field));
    return t('organizations.audit_fields', { fields: fields.join(', ') });
  }
  if (name === 'members' && typeof value === 'number') {
    return t('organizations.members_count', { count: value });
  }
  return undefined;
}

/** What was done, as a sentence without its subject: "đã xem thẻ đảng viên (với vai trò Bí thư)". */
export function sentenceOf({ action, details }: Pick<AuditEntry, 'action' | 'details'>): string {
  const said = Object.entries(details)
    .map(([name, value]) => detailText(name, value))
    .filter((text) => text !== undefined);
  const text = actionText(action);
  return said.length > 0 ? `${text} (${said.join('; ')})` : text;
}

/** Who did it: a person, an account that is gone, or the handbook itself. */
export function actorOf({ actor_name, account_id, member_id }: AuditEntry): string {
  if (actor_name !== null) return actor_name;
  const known = account_id !== null || member_id !== null;
  return t(known ? 'organizations.audit_somebody' : 'organizations.audit_system');
}
