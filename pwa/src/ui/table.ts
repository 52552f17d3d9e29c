/** One column of a DataTable. */
export interface Column<Row> {
  id: string;
  label: string;
  /** What the cell says, also when a snippet draws it: for print, sorting by eye and hearing. */
  text: (row: Row) => string;
  /** What is compared; without it the column cannot be sorted. Nothing (`null`) comes last. */
  sort?: (row: Row) => string | number | null;
  /** Numbers stand at the end, under each other. */
  align?: 'end';
  /** Not shown until the person asks for it. */
  hidden?: boolean;
  /** On a phone: the card's title, a line `label: text`, or nothing. One column is the title. */
  phone?: 'title' | 'line' | 'none';
}

export interface Sort {
  column: string;
  descending: boolean;
}

/** Vietnamese order of letters, and 2 before 10. */
const collator = new Intl.Collator('vi', { numeric: true });

function compare(a: string | number | null, b: string | number | null): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}

/** The rows in the order asked for; rows without a value stay at the end in both directions. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | null,
): readonly Row[] {
  const value = columns.find(({ id }) => id === sort?.column)?.sort;
  if (!sort || !value) return rows;
  const direction = sort.descending ? -1 : 1;
  return [...rows].sort((first, second) => {
    const [a, b] = [value(first), value(second)];
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    return compare(a, b) * direction;
  });
}

/** A press on a head: ascending, then descending, then as the rows came. */
export function nextSort(sort: Sort | null, column: string): Sort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}
