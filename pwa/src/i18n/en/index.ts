import type vi from '../vi/index.ts';
import type { StrayKeys, Translated, WrongParameters } from '../words.ts';
import { errors } from './errors.ts';
import { home } from './home.ts';
import { kit } from './kit.ts';
import { library } from './library.ts';
import { me } from './me.ts';
import { members } from './members.ts';
import { organizations } from './organizations.ts';
import { signin } from './signin.ts';

const en = { errors, home, kit, library, me, members, organizations, signin };

/** Compiles only while no English sentence has a stray key or a parameter the Vietnamese lacks. */
type Nothing<T extends never> = T;
export type EnglishMatches = Nothing<
  WrongParameters<typeof vi, typeof en> | StrayKeys<typeof vi, typeof en>
>;

export default en satisfies Translated<typeof vi>;
