import type { KeyRow } from "@/server/services/key/list";
import { Time } from "../format/time";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { KeyKind, KeyStateChip, keyText, LastUse } from "./key-facts";
import { RevokeKey } from "./revoke-key";

interface KeyTableProps {
  rows: KeyRow[];
  onRevoked: (name: string) => void;
}

export function KeyTable({ rows, onRevoked }: KeyTableProps) {
  return (
    <>
      <Table label="Keys" className="hidden lg:table">
        <thead>
          <tr>
            <HeadCell>Name</HeadCell>
            <HeadCell>Key</HeadCell>
            <HeadCell>Kind</HeadCell>
            <HeadCell>Created</HeadCell>
            <HeadCell>Last used</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell>
              <span className="sr-only">Action</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <KeyLine key={row.id} row={row} onRevoked={onRevoked} />
          ))}
        </tbody>
      </Table>
      <ul aria-label="Keys" className="lg:hidden">
        {rows.map((row) => (
          <KeyCard key={row.id} row={row} onRevoked={onRevoked} />
        ))}
      </ul>
    </>
  );
}

interface KeyLineProps {
  row: KeyRow;
  onRevoked: (name: string) => void;
}

function KeyLine({ row, onRevoked }: KeyLineProps) {
  return (
    <Row className="hover:bg-hover">
      <Cell className="max-w-60 truncate font-medium" title={`${row.name} (${row.id})`}>
        {row.name}
      </Cell>
      <Cell className="figure text-meta">{keyText(row)}</Cell>
      <Cell className="text-ink-soft">
        <KeyKind kind={row.kind} />
      </Cell>
      <Cell>
        <Time value={row.createdAt} className="figure text-meta" />
      </Cell>
      <Cell>
        <LastUse at={row.lastUsedAt} />
      </Cell>
      <Cell>
        <KeyStateChip state={row.state} />
      </Cell>
      <Cell className="text-right">
        {row.state !== "revoked" && <RevokeKey row={row} onRevoked={onRevoked} />}
      </Cell>
    </Row>
  );
}

/** The same line for a narrow screen: whose it is and whether it works first. */
function KeyCard({ row, onRevoked }: KeyLineProps) {
  return (
    <li className="grid gap-1 border-b px-4 py-3 last:border-b-0">
      <span className="flex items-start justify-between gap-3">
        <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{row.name}</span>
        <KeyStateChip state={row.state} />
      </span>
      <span className="flex min-h-7 items-center justify-between gap-3">
        <span className="flex flex-wrap items-baseline gap-x-3 text-ink-soft">
          <span className="figure text-meta">{keyText(row)}</span>
          <KeyKind kind={row.kind} />
        </span>
        {row.state !== "revoked" && <RevokeKey row={row} onRevoked={onRevoked} />}
      </span>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-meta text-ink-soft">
        <dt>Created</dt>
        <dd>
          <Time value={row.createdAt} className="figure" />
        </dd>
        <dt>Last used</dt>
        <dd>
          <LastUse at={row.lastUsedAt} />
        </dd>
      </dl>
    </li>
  );
}
