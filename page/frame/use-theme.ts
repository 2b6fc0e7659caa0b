import { useLayoutEffect, useState } from 'preact/hooks'
import { nextTheme, themeOf, type Theme } from './theme.ts'

const name = 'scenario-report-theme'

/** The page's theme, and what changes to the next one. Kept for the next report where the browser keeps anything for a file. */
export function useTheme(): readonly [Theme, () => void] {
  const [theme, setTheme] = useState(() => themeOf(kept()))
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  const change = () => {
    const next = nextTheme(theme)
    setTheme(next)
    keep(next)
  }
  return [theme, change]
}

function kept(): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

function keep(theme: Theme): void {
  try {
    localStorage.setItem(name, theme)
  } catch {
    // A browser that keeps nothing for files: the theme holds as long as the page is open.
  }
}
