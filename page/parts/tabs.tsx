import { useRef } from 'preact/hooks'

interface Props<Name extends string> {
  readonly label: string
  /** `hint` is what a pointer sees. */
  readonly tabs: readonly { readonly name: Name; readonly title: string; readonly hint?: string }[]
  readonly open: Name | undefined
  readonly onOpen: (name: Name) => void
  /** Of the element that shows what is open. */
  readonly id: string
}

/** Tabs of which one is open; arrows go from one to the next. */
export function Tabs<Name extends string>({ label, tabs, open, onOpen, id }: Props<Name>) {
  const list = useRef<HTMLDivElement>(null)
  if (tabs.length < 2) return null
  const move = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const at = tabs.findIndex(({ name }) => name === open)
    const next = (at + by + tabs.length) % tabs.length
    onOpen(tabs[next]!.name)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
      {tabs.map(({ name, title, hint }) => (
        <button
          key={name}
          type="button"
          role="tab"
          title={hint}
          aria-selected={name === open}
          aria-controls={id}
          tabIndex={name === open ? 0 : -1}
          onClick={() => onOpen(name)}
        >
          {title}
        </button>
      ))}
    </div>
  )
}
