import { useRef, useState } from 'preact/hooks'

/** Copies the page's address, which says what is open and where in it; shows it where the browser lets no page copy. */
export function CopyLink() {
  const [state, setState] = useState<'ready' | 'copied' | 'shown'>('ready')
  const field = useRef<HTMLInputElement>(null)
  const copy = () => {
    const copied = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error('no clipboard'))
    copied.then(
      () => setState('copied'),
      () => setState('shown'),
    )
  }
  return (
    <div class="copy-link">
      {state === 'shown' && (
        <input
          ref={field}
          readOnly
          value={location.href}
          aria-label="Link to what is open"
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      )}
      <button type="button" onClick={copy} onBlur={() => setState('ready')}>
        {state === 'copied' ? 'Copied' : 'Copy link'}
      </button>
      <span class="visually-hidden" role="status">
        {state === 'copied' ? 'The link was copied' : ''}
      </span>
    </div>
  )
}
