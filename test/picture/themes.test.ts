import { describe, expect, test } from 'vitest'
import { contrast } from '../../src/picture/contrast.ts'
import { behindText, themes } from '../../src/picture/themes.ts'

describe.each(Object.entries(themes))('%s', (_, theme) => {
  test.each(['text', 'plain', 'sent', 'event', 'stderr', 'note', 'clock'] as const)('%s can be read', (part) =>
    expect(contrast(theme[part], theme.pane)).toBeGreaterThanOrEqual(4.5),
  )
  test('so can the name in the title bar', () => expect(contrast(theme.name, theme.bar)).toBeGreaterThanOrEqual(4.5))
  test.each(Object.entries(theme.named))('%s can be read on the pane', (_, colour) =>
    expect(contrast(colour, theme.pane)).toBeGreaterThanOrEqual(4.5),
  )
})

test.each(['red', 'green', 'yellow', 'blue', 'magenta', 'cyan'] as const)(
  'black and white can be read on %s',
  (name) => {
    expect(contrast('#ffffff', behindText[name])).toBeGreaterThanOrEqual(3)
    expect(contrast('#000000', behindText[name])).toBeGreaterThanOrEqual(3)
  },
)
