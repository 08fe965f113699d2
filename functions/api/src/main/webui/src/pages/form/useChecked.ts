import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, ok, Problem } from '../../api/client';
import type { RuleDraft, Simulation } from '../../api/types';

/** A pause in typing after which the server is asked; milliseconds. */
const PAUSE = 400;

export interface FieldError {
  field: string;
  message: string;
}

interface Wish {
  rule: RuleDraft;
  /** The rule that is edited; absent for a new one. */
  ruleId: string | undefined;
  deliveries: number;
  checks: boolean;
  signal: AbortSignal;
}

export type Tried = Simulation & {
  /** What else there is to know about the rule, such as who may save it. */
  notes?: string[];
};

/** What the rule would have done with the newest deliveries; nothing is changed by asking. */
export function simulate(project: string, wish: Wish): Promise<Tried> {
  const { rule, ruleId, deliveries, checks, signal } = wish;
  return ok<Tried>(
    api.POST('/api/v1/projects/{project}/rules/simulate', {
      params: { path: { project } },
      body: { rule, deliveries, checks, ...(ruleId === undefined ? {} : { rule_id: ruleId }) },
      signal,
    }),
  );
}

/** The fields by the rule's own paths: a simulation has the rule inside its body. */
export function ofRule(fields: FieldError[]): FieldError[] {
  return fields.map(({ field, message }) => ({ field: field.replace(/^rule\./, ''), message }));
}

interface Checked {
  errors: FieldError[];
  notes: string[];
  /** Whether the answer is about the draft as it is now. */
  current: boolean;
  /** Why there is no answer. */
  failure: Error | null;
}

/** What the server says about the draft, asked whenever typing pauses; a question that a newer one replaces is cancelled. */
export function useChecked(project: string, draft: RuleDraft, ruleId: string | undefined): Checked {
  const [settled] = useDebouncedValue(draft, PAUSE);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['project', project, 'checked', ruleId ?? '', settled],
    queryFn: async ({ signal }) => {
      try {
        const { notes } = await simulate(project, { rule: settled, ruleId, deliveries: 1, checks: false, signal });
        return { errors: [], notes: notes ?? [] };
      } catch (refused) {
        if (refused instanceof Problem && refused.fields.length > 0) {
          return { errors: ofRule(refused.fields), notes: [] };
        }
        throw refused;
      }
    },
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  return {
    errors: data?.errors ?? [],
    notes: data?.notes ?? [],
    current: settled === draft && data !== undefined && !isPlaceholderData,
    failure: error,
  };
}
