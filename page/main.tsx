import { render } from 'preact'
import { readIndex } from './data/read-index.ts'
import { App } from './frame/app.tsx'

const place = document.getElementById('page')
if (place !== null) {
  render(<App index={readIndex(document)} />, place)
  performance.mark('list shown')
}
