/** A heading and its lines; nothing where there are none. */
export const ListOf = ({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) =>
  lines.length ? (
    <>
      <p>{title}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  ) : null;
