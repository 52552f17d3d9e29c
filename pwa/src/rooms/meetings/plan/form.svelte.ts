import type { components } from '#api/schema.gen.ts';
import { t } from '#i18n/index.svelte.ts';
import { uuid7 } from '#offline/uuid7.ts';
import type { AgendaItem, Meeting } from '../rows.ts';
import { endOf, localOf, minutesOf, momentOf } from '../times.ts';
import { agendaGiven, type AgendaGiven, type PlanGiven } from '../verbs.ts';
import { kindWord, monthWord } from '../words.ts';

type Schemas = components['schemas'];
export type Proposal = Schemas['MeetingProposalRead'];
export type Templates = Schemas['TemplatesRead'];
export type People = Schemas['PeopleRead'];
export type Point = AgendaGiven['items'][number];
type Kind = PlanGiven['kind'];

const SHORTEST = 5;

/** What a planner's form holds; texts as the fields show them. */
export class PlanForm {
  kind = $state<Kind>('regular');
  title = $state('');
  month = $state('');
  starts = $state('');
  minutes = $state('90');
  place = $state('');
  link = $state('');
  chair = $state('');
  clerk = $state('');
  supervisor = $state('');
  /** One guest a line: `Name, title`. */
  guests = $state('');
  /** One site a line: `Name, place`. */
  sites = $state('');
  summoned = $state<string[]>([]);
  points = $state<Point[]>([]);
  #siteIds: Readonly<Record<string, string>> = {};
  #papers: AgendaGiven['papers'] = [];
  /** The title last made of kind and month: one the person wrote himself is left alone. */
  #ownTitle = '';

  static of(proposal: Proposal, templates: Templates): PlanForm {
    const form = new PlanForm();
    form.kind = proposal.kind;
    form.month = proposal.month;
    form.#time(proposal);
    form.place = proposal.place ?? '';
    form.link = proposal.video_link ?? '';
    form.chair = proposal.chair_id ?? '';
    form.clerk = proposal.clerk_id ?? '';
    form.points = proposal.agenda.length > 0 ? proposal.agenda.map(again) : pointsOf(templates);
    form.nameIt(templates);
    return form;
  }

  static from(meeting: Meeting): PlanForm {
    const form = new PlanForm();
    form.kind = meeting.kind;
    form.title = meeting.title;
    form.month = meeting.month;
    form.#time(meeting);
    form.place = meeting.place ?? '';
    form.link = meeting.video_link ?? '';
    form.chair = meeting.chair?.id ?? '';
    form.clerk = meeting.clerk?.id ?? '';
    form.supervisor = meeting.supervisor?.id ?? '';
    form.guests = meeting.guests.map(({ name, title }) => line(name, title)).join('\n');
    form.sites = meeting.sites.map(({ name, place }) => line(name, place)).join('\n');
    form.#siteIds = Object.fromEntries(meeting.sites.map(({ name, id }) => [name, id]));
    const agenda = agendaGiven(meeting);
    form.points = agenda.items;
    form.#papers = agenda.papers;
    return form;
  }

  #time(span: { starts_at: string; ends_at: string }): void {
    this.starts = localOf(span.starts_at);
    this.minutes = String(minutesOf(span));
  }

  /** Gives the title of kind and month, unless the person wrote one. */
  nameIt({ kinds }: Templates): void {
    if (this.title !== this.#ownTitle) return;
    const kind = kinds.find(({ code }) => code === this.kind)?.title ?? kindWord(this.kind);
    this.#ownTitle = t('meetings.title_of', { kind, month: monthWord(this.month) });
    this.title = this.#ownTitle;
  }

  /** Another day may be another month: what it counts for follows. */
  moved(templates: Templates): void {
    if (!this.starts) return;
    this.month = this.starts.slice(0, 7);
    this.nameIt(templates);
  }

  use(templates: Templates): void {
    this.points = pointsOf(templates);
  }

  /** Sentences about what is missing, by field. */
  get missing(): { title?: string; starts?: string; minutes?: string } {
    return {
      ...(this.title.trim() === '' && { title: t('meetings.title_needed') }),
      ...(this.starts === '' && { starts: t('meetings.start_needed') }),
      ...(!(Number(this.minutes) >= SHORTEST) && { minutes: t('meetings.lasts_needed') }),
    };
  }

  get plan(): PlanGiven {
    return {
      kind: this.kind,
      title: this.title,
      month: this.month,
      starts_at: momentOf(this.starts),
      ends_at: endOf(this.starts, Number(this.minutes)),
      place: this.place.trim() || null,
      video_link: this.link.trim() || null,
      chair_id: this.chair || null,
      clerk_id: this.clerk || null,
      supervisor_id: this.supervisor || null,
      guests: lines(this.guests).map(([name, title]) => ({ name, title })),
      sites: lines(this.sites).map(([name, place]) => ({
        id: this.#siteIds[name] ?? null,
        name,
        place,
      })),
      summoned_ids: this.kind === 'conference' ? $state.snapshot(this.summoned) : [],
    };
  }

  get agenda(): AgendaGiven {
    return { items: $state.snapshot(this.points), papers: this.#papers ?? [] };
  }
}

const line = (first: string, rest: string | null): string => (rest ? `${first}, ${rest}` : first);

/** `Ông Nguyễn Văn A, Trưởng thôn` → name and the rest. */
export function lines(text: string): [string, string | null][] {
  return text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const comma = one.indexOf(',');
      if (comma <= 0) return [one, null];
      return [one.slice(0, comma).trim(), one.slice(comma + 1).trim() || null];
    });
}

/** A point of last month's agenda for this month: its own id, none of the papers. */
function again(item: AgendaItem): Point {
  return {
    id: uuid7(),
    part: item.part,
    title: item.title,
    details: item.details,
    presenter_id: item.presenter_id,
    presenter_name: item.presenter_id ? null : item.presenter_name,
    minutes: item.minutes,
    papers: [],
  };
}

function pointsOf({ agenda }: Templates): Point[] {
  return agenda.map(({ part, title }) => ({ id: uuid7(), part, title, papers: [] }));
}
