import { labelText, t } from '#i18n/index.svelte.ts';
import type { Written } from './desk.ts';

type Clash = Written['fields'][number]['clashes'][number];

/** One place where two people wrote different words and nobody has settled which hold. */
export interface OpenClash {
  id: string;
  where: string;
  clash: Clash;
}

/** Every open clash of a record, named by the place where it stands. */
export function openClashes(record: Written): OpenClash[] {
  const items = new Map(record.items.map((item) => [item.id, item]));
  const places = [
    ...record.fields.map((part) => ({ part, where: fieldPlace(part.name, items) })),
    ...[...record.items.flatMap(({ opinions }) => opinions), ...record.loose_opinions].map(
      (part) => ({ part, where: t('minutes.said_by', { name: part.speaker.name }) }),
    ),
    ...record.assignments.map((part) => ({ part, where: t('reports.check_tasks') })),
    ...record.carried.map((part) => ({ part, where: part.text })),
  ];
  return places.flatMap(({ part, where }) =>
    part.clashes.map((clash, at) => ({ id: `${clash.id}/${at}`, where, clash })),
  );
}

/** A named field in the words of the screen it is written on. */
function fieldPlace(name: string, items: ReadonlyMap<string, Written['items'][number]>): string {
  const [head, id = '', part = ''] = name.split('.');
  if (head !== 'items') return labelText(`minutes.${name}`) ?? t('minutes.notes');
  const title = items.get(id)?.title ?? '';
  return `${title}: ${t(part === 'conclusion' ? 'minutes.conclusion' : 'minutes.notes')}`;
}
