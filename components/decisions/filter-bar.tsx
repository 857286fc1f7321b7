"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useId, useState, type FormEvent, type ReactNode } from "react";
import { Button } from "../ui/button";
import { Input, Select } from "../ui/input";
import { decisionFilters, OBJECTIVES, STATES, TASKS } from "./filters";

export function FilterBar() {
  const [filters, setFilters] = useQueryStates(decisionFilters);
  const active = Object.values(filters).some((value) => value !== null);
  return (
    <div className="grid grid-cols-2 items-end gap-3 border-b px-4 py-3 sm:flex sm:flex-wrap">
      <Choice
        label="Outcome"
        value={filters.state}
        options={STATES}
        onChange={(state) => void setFilters({ state })}
      />
      <Choice
        label="Objective"
        value={filters.objective}
        options={OBJECTIVES}
        onChange={(objective) => void setFilters({ objective })}
      />
      <Choice
        label="Task"
        value={filters.task}
        options={TASKS}
        onChange={(task) => void setFilters({ task })}
      />
      <ModelFilter
        key={filters.model}
        value={filters.model}
        onChange={(model) => void setFilters({ model: model || null })}
      />
      {active && (
        <Button tone="quiet" onClick={() => void setFilters(null)}>
          Clear filters
        </Button>
      )}
      <FindById />
    </div>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-meta text-ink-soft">
        {label}
      </label>
      {children(id)}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T | null;
  options: readonly T[];
  onChange: (value: T | null) => void;
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <Labelled label={label}>
      {(id) => (
        <Select
          id={id}
          className="w-full sm:w-auto"
          value={value ?? ""}
          onChange={(event) => onChange(options.find((option) => option === event.target.value) ?? null)}
        >
          <option value="">any</option>
          {options.map((option) => (
            <option key={option} value={option}>
              {option.replace("_", " ")}
            </option>
          ))}
        </Select>
      )}
    </Labelled>
  );
}

function ModelFilter({ value, onChange }: { value: string | null; onChange: (value: string) => void }) {
  const [text, setText] = useState(value ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChange(text.trim());
  };
  return (
    <form onSubmit={submit}>
      <Labelled label="Requested model">
        {(id) => (
          <Input
            id={id}
            value={text}
            placeholder="auto"
            className="sm:w-44"
            onChange={(event) => setText(event.target.value)}
            onBlur={() => text.trim() !== (value ?? "") && onChange(text.trim())}
          />
        )}
      </Labelled>
    </form>
  );
}

/** Opens one decision by its id, whatever the filters say. */
function FindById() {
  const router = useRouter();
  const [id, setId] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (id.trim()) router.push(`/console/decisions/${encodeURIComponent(id.trim())}`);
  };
  return (
    <form onSubmit={submit} className="col-span-full flex items-end gap-1 *:first:grow sm:ml-auto">
      <Labelled label="Find by id">
        {(inputId) => (
          <Input
            id={inputId}
            value={id}
            placeholder="dec_…"
            spellCheck={false}
            className="font-mono text-meta sm:w-48"
            onChange={(event) => setId(event.target.value)}
          />
        )}
      </Labelled>
      <Button type="submit" size="icon" aria-label="Open decision" className="size-9">
        <Search aria-hidden className="size-4" />
      </Button>
    </form>
  );
}
