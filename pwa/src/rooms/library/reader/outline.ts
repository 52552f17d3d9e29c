import { blockKey, type Block, type ContentRow, type Section } from '../rows.ts';

/** A block as the reader shows it. */
export interface ReadingBlock extends Block {
  key: string;
  file_id: string;
  /** For headings: 2 to 6, without leaving a level out; 0 otherwise. */
  depth: number;
}

export interface Heading {
  key: string;
  text: string;
  /** 0 for the outermost. */
  indent: number;
  index: number;
}

export interface ReadingSection extends Omit<Section, 'blocks'> {
  blocks: ReadingBlock[];
}

/** A document's text ready to be read: sections, all blocks in order, and its table of contents. */
export interface Reading {
  sections: ReadingSection[];
  blocks: ReadingBlock[];
  headings: Heading[];
}

/** Prepares a text; with several files each has its name as a heading above its own. */
export function outline(content: ContentRow): Reading {
  const several = content.sections.length > 1;
  const sections = content.sections.map((section) => prepare(section, several ? 3 : 2));
  const blocks = sections.flatMap((section) => section.blocks);
  const frame = new Set(sections.flatMap(frameOf));
  const headings = sections.flatMap((section) => [
    ...(several ? [sectionHeading(section, blocks)] : []),
    ...section.blocks
      .filter(({ depth, key }) => depth > 0 && !frame.has(key))
      .map(({ key, text, depth }) => ({
        key,
        text,
        indent: depth - 2,
        index: blocks.findIndex((block) => block.key === key),
      })),
  ]);
  return { sections, blocks, headings };
}

/** The line a letterhead ends with: place and date (Decree 30/2020, form 1.1; HD 05-HD/VPTW). */
const DATED = /,\s*ngày\s+\S+\s+tháng\s+\S+\s+năm\s+\S+$/iu;
/** No letterhead and no list of recipients with signatures has more blocks. */
const LETTERHEAD = 12;
const CLOSING = 20;
const RECIPIENTS = /^nơi nhận\s*:?/iu;

/** The keys of what stands around a paper's own text: its letterhead, recipients and signatures. */
function frameOf({ blocks }: ReadingSection): string[] {
  const dated = blocks.slice(0, LETTERHEAD).findIndex(({ text }) => DATED.test(text.trim()));
  const recipients = blocks.findLastIndex(({ text }) => RECIPIENTS.test(text));
  const after = recipients === -1 ? [] : blocks.slice(recipients, recipients + CLOSING);
  // An annex behind the signatures begins with a heading that is one of the paper again.
  const annex = after.findIndex(({ text }) => /^phụ lục/iu.test(text));
  const end = annex === -1 ? after : after.slice(0, annex);
  return [...blocks.slice(0, dated + 1), ...end].map(({ key }) => key);
}

function sectionHeading({ file_id, name, blocks }: ReadingSection, all: ReadingBlock[]): Heading {
  const index = all.findIndex((block) => block.file_id === file_id);
  return { key: blocks[0]?.key ?? '', text: name, indent: 0, index: Math.max(0, index) };
}

/** Papers jump from part I to point a); what hears headings should not believe one is missing. */
function prepare(section: Section, top: number): ReadingSection {
  const levels: number[] = [];
  const blocks = section.blocks.map((block): ReadingBlock => {
    const key = blockKey(section.file_id, block.number);
    if (block.kind !== 'heading') return { ...block, key, file_id: section.file_id, depth: 0 };
    while (levels.length > 0 && (levels.at(-1) ?? 0) >= block.level) levels.pop();
    levels.push(block.level);
    return { ...block, key, file_id: section.file_id, depth: Math.min(6, top + levels.length - 1) };
  });
  return { ...section, blocks };
}

/** The heading that the block at `index` stands under. */
export function headingAt({ headings }: Reading, index: number): Heading | undefined {
  return headings.filter((heading) => heading.index <= index).at(-1);
}
