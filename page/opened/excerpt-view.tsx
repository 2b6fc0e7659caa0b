import { printable, printableRanges } from '../../src/text/printable.ts'
import { Marked } from '../parts/marked.tsx'
import type { ExcerptLine } from './excerpt.ts'

/** Lines of a file behind their numbers. Controls in them are shown as escapes. */
export function ExcerptView({ lines, label }: { readonly lines: readonly ExcerptLine[]; readonly label: string }) {
  return (
    <div class="excerpt" role="group" aria-label={label} tabIndex={0}>
      {lines.map(({ number, text, marked, isMeant }) => {
        // A tab is no control here; as two blanks it takes the same place in every font.
        const shown = text.replaceAll('\t', ' ')
        return (
          <div key={number} class={isMeant ? 'line meant' : 'line'}>
            <span class="number">{number}</span>
            <code>
              <Marked text={printable(shown)} ranges={printableRanges(shown, marked)} />
            </code>
          </div>
        )
      })}
    </div>
  )
}
