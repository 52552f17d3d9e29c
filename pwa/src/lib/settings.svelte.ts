import { setLanguage, type Language } from '#i18n/index.svelte.ts';

export type Theme = 'system' | 'light' | 'dark';

/** Text sizes a reader can step through, in per cent of the phone's own size. */
export const TEXT_SIZES = [100, 115, 130, 150, 175, 200] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** From here on a phone's screen holds so few words that it is laid out differently. */
const LARGE: TextSize = 150;

/** localStorage, because the look must be known before the first paint; it holds nothing personal. */
export const SETTINGS_KEY = 'handbook.settings';

interface Saved {
  theme: Theme;
  textSize: TextSize;
  language: Language;
}

const DEFAULTS: Saved = { theme: 'system', textSize: 100, language: 'vi' };

function read(): Saved {
  try {
    const raw = JSON.parse(localStorage.getItem(SETTINGS_KEY) ?? '{}') as Partial<Saved>;
    return {
      theme: raw.theme === 'light' || raw.theme === 'dark' ? raw.theme : DEFAULTS.theme,
      textSize: TEXT_SIZES.find((size) => size === raw.textSize) ?? DEFAULTS.textSize,
      language: raw.language === 'en' ? 'en' : DEFAULTS.language,
    };
  } catch {
    return DEFAULTS;
  }
}

/** Theme, text size and language of this phone; every change shows at once and is kept. */
class Settings {
  #saved = $state<Saved>(DEFAULTS);
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');

  get theme(): Theme {
    return this.#saved.theme;
  }
  set theme(theme: Theme) {
    this.#change({ theme });
  }
  get textSize(): TextSize {
    return this.#saved.textSize;
  }
  set textSize(textSize: TextSize) {
    this.#change({ textSize });
  }
  get language(): Language {
    return this.#saved.language;
  }
  set language(language: Language) {
    this.#change({ language });
    void setLanguage(language);
  }

  /** Reads what was chosen on this phone and applies it; resolves when the language is there. */
  async start(): Promise<void> {
    this.#saved = read();
    this.#dark.addEventListener('change', () => this.#show());
    this.#show();
    if (this.#saved.language !== 'vi') await setLanguage(this.#saved.language);
  }

  #change(part: Partial<Saved>): void {
    this.#saved = { ...this.#saved, ...part };
    localStorage.setItem(SETTINGS_KEY, JSON.stringify(this.#saved));
    this.#show();
  }

  #show(): void {
    const { theme, textSize } = this.#saved;
    const dark = theme === 'dark' || (theme === 'system' && this.#dark.matches);
    const root = document.documentElement;
    root.dataset.theme = dark ? 'dark' : 'light';
    root.dataset.text = textSize >= LARGE ? 'large' : 'normal';
    root.style.setProperty('--text-scale', String(textSize / 100));
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
      meta.content = dark ? '#14110e' : '#faf7f2';
    }
  }
}

export const settings = new Settings();
