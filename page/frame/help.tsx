import { useEffect, useRef } from 'preact/hooks'
import { replayKeys } from '../replay/keys.ts'
import { pageKeys } from './page-keys.ts'

/** The keys of the page, over everything else. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog class="help" ref={dialog} onClose={onClose} aria-labelledby="help-title">
      <h2 id="help-title">Keys</h2>
      <Keys title="Everywhere" keys={pageKeys} />
      <Keys title="In a replay" keys={replayKeys} />
      <button type="button" onClick={onClose}>
        Close
      </button>
    </dialog>
  )
}

interface KeysProps {
  readonly title: string
  readonly keys: readonly (readonly [keys: string, does: string])[]
}

function Keys({ title, keys }: KeysProps) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {keys.map(([pressed, does]) => (
          <div key={pressed}>
            <dt>
              {pressed.split(/,? /).map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
