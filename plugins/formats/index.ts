import { definePlugin } from '../../src/plugin.ts'
import { cast, castV2 } from './cast.ts'
import { dialogue } from './dialogue.ts'
import { gif } from './gif.ts'
import { html } from './html.ts'
import { md } from './md.ts'
import { mermaid } from './mermaid.ts'
import { panes } from './panes.ts'
import { png } from './png.ts'
import { sequence } from './sequence.ts'
import { svg } from './svg.ts'
import { txt } from './txt.ts'

export default definePlugin({
  api: 1,
  name: 'formats',
  about: 'transcripts as text, Markdown and pictures',
  formats: { txt, panes, md, svg, png, gif, cast, 'cast-v2': castV2, html, sequence, mermaid, dialogue },
})
