import { t } from '#i18n/index.svelte.ts';
import { numberOf } from '#lib/numbers.ts';
import type { Processing } from './desk.ts';
import { reasons } from './words.ts';

type Figure = readonly [label: string, value: string];

/** The register of processing as lines of label and value; the same on the screen and in the file. */
export function figures(processing: Processing): Figure[] {
  const deletions = Object.entries(processing.deletions) as [keyof typeof reasons, number][];
  return [
    [t('faces.purpose'), t('faces.purpose_check_in')],
    [t('faces.data'), t('faces.data_text')],
    [t('faces.basis'), t('faces.basis_text')],
    [t('faces.choice'), t('faces.choice_text')],
    [t('faces.kept'), t('faces.kept_text')],
    [t('faces.where'), t('faces.where_text')],
    [t('faces.measures'), t('faces.measures_text')],
    [t('faces.engine'), processing.engine],
    [t('faces.consent_text'), `${processing.text_version} · ${processing.text_sha256}`],
    [t('faces.key_number'), String(processing.key_number)],
    [t('faces.templates'), String(processing.templates)],
    [t('faces.templates_to_check'), String(processing.templates_to_check)],
    [t('faces.templates_outdated'), String(processing.templates_outdated)],
    [t('faces.templates_overdue'), String(processing.templates_overdue)],
    [t('faces.consents_given'), String(processing.consents_given)],
    [t('faces.consents_withdrawn'), String(processing.consents_withdrawn)],
    ...deletions.map(([reason, count]): Figure => [
      t('faces.deletions_of', { reason: t(reasons[reason]) }),
      String(count),
    ]),
    [t('faces.matches'), String(processing.matches)],
    [t('faces.confirmations'), String(processing.confirmations)],
    [t('faces.overrides_undone'), String(processing.overrides.undone)],
    [t('faces.overrides_vouched'), String(processing.overrides.vouched)],
    ...Object.entries(processing.threshold_of).map(([people, threshold]): Figure => [
      t('faces.threshold_of', { people: numberOf(Number(people), 0) }),
      t('faces.threshold_value', {
        threshold: numberOf(threshold, 3),
        wrong: numberOf(processing.wrong_greetings_of[people] ?? 0, 5),
      }),
    ]),
    [t('faces.limits'), t('faces.cannot_stop')],
  ];
}

/** The same lines as a sheet (CSV with its mark of UTF-8, so that Excel reads Vietnamese), for the assessment. */
export function asSheet(processing: Processing): string {
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const rows = figures(processing).map((pair) => pair.map(cell).join(','));
  return `\uFEFF${rows.join('\r\n')}\r\n`;
}

/** An address under which the browser saves the sheet. */
export function asFile(processing: Processing): string {
  return `data:text/csv;charset=utf-8,${encodeURIComponent(asSheet(processing))}`;
}
