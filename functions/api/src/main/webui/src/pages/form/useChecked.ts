import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, ok } from '../../api/client';
import type { FieldError, RuleDraft } from '../../api/types';

/** A pause in typing after which the server is asked; milliseconds. */
const PAUSE = 400;

interface Checked {
  /** The fields by the rule's own paths. */
  errors: FieldError[];
  /** Why this person may not save it. */
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
    queryFn: ({ signal }) =>
      ok(
        api.POST('/api/v1/projects/{project}/rules/check', {
          params: { path: { project } },
          body: { rule: settled, ...(ruleId === undefined ? {} : { rule_id: ruleId }) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  return {
    errors: data?.errors.map(({ field, message }) => ({ field: field.replace(/^rule\./, ''), message })) ?? [],
    notes: data?.notes ?? [],
    current: settled === draft && data !== undefined && !isPlaceholderData,
    failure: error,
  };
}
