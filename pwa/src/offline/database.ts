import Dexie, { type Table } from 'dexie';
import { VERSIONS, type TableName } from './schema.ts';

export const DATABASE = 'handbook';

/** The phone's database: everything in it belongs to the signed-in person and goes at sign-out. */
export const database = new Dexie(DATABASE, { cache: 'disabled' });
for (const { number, stores } of VERSIONS) database.version(number).stores(stores);

/** A room's table with the type of its rows. */
export function table<Row, Key = string>(name: TableName): Table<Row, Key> {
  return database.table<Row, Key>(name);
}
