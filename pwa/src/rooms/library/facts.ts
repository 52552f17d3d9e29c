import { t } from '#i18n/index.svelte.ts';
import { fileSizeOf } from '#lib/numbers.ts';
import type { DocumentFile } from './rows.ts';

/** `12 trang · 1,2 MB`; a text file such as DOCX has no pages of its own. */
export function factsOf({ pages, size }: Pick<DocumentFile, 'pages' | 'size'>): string {
  const bytes = fileSizeOf(size);
  return pages > 0 ? t('library.file_facts', { pages, size: bytes }) : bytes;
}
