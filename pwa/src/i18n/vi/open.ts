import { kit } from './kit.ts';
import { signin } from './signin.ts';

/** The words of the first screen, before anybody is signed in: they come with the app itself. */
export default { kit, signin };
