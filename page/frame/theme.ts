/** How the page is coloured; `auto` as the system is. */
export type Theme = 'auto' | 'light' | 'dark'

const themes: readonly Theme[] = ['auto', 'light', 'dark']

/** What a reader chose, as it was kept. */
export const themeOf = (kept: string | null): Theme => themes.find((each) => each === kept) ?? 'auto'

/** The theme that the button leads to. */
export const nextTheme = (theme: Theme): Theme => themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto'
