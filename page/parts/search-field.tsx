import type { InputHTMLAttributes, RefObject } from 'preact'

interface Props {
  readonly input: RefObject<HTMLInputElement | null>
  readonly label: string
  readonly value: string
  readonly onInput: (value: string) => void
  /** Of keys other than Escape. */
  readonly onKey?: (event: KeyboardEvent) => void
  readonly attributes?: InputHTMLAttributes
}

/** A field for what is searched; Escape empties and leaves it, and means nothing else then. */
export function SearchField({ input, label, value, onInput, onKey, attributes }: Props) {
  return (
    <input
      {...attributes}
      ref={input}
      aria-label={label}
      value={value}
      onInput={({ currentTarget }) => onInput(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return onKey?.(event)
        event.stopPropagation()
        onInput('')
        event.currentTarget.blur()
      }}
    />
  )
}
