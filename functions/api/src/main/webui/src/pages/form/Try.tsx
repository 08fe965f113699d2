import { Alert, Button, Group, List, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api, ok } from '../../api/client';
import type { RuleDraft, Simulation } from '../../api/types';
import type { Change } from '../../parts/Checks';
import { Empty, Failure, Loading } from '../../parts/States';
import { Section } from './Section';
import { TriedEvents } from './TriedEvents';

const AMOUNTS = ['20', '100', '1000'] as const;

interface Props {
  project: string;
  ruleId: string | undefined;
  draft: RuleDraft;
  /** Whether the draft has errors, so that it cannot be tried. */
  wrong: boolean;
  /** Edits the form, and gives the draft as it is then. */
  apply: (changes: Change[]) => RuleDraft;
}

function same(one: RuleDraft, other: RuleDraft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What the rule, as it stands in the form, would have made of what came in already. */
export function Try({ project, ruleId, draft, wrong, apply }: Props) {
  const [search, setSearch] = useSearchParams();
  const wanted = AMOUNTS.find((amount) => amount === search.get('try'));
  const [amount, setAmount] = useState<string>(wanted ?? AMOUNTS[0]);
  const [asked, setAsked] = useState(wanted && { draft, deliveries: Number(wanted) });
  const query = useQuery({
    queryKey: ['project', project, 'tried', ruleId ?? '', asked],
    queryFn: asked
      ? ({ signal }) =>
          ok(
            api.POST('/api/v1/projects/{project}/rules/simulate', {
              params: { path: { project } },
              body: {
                rule: asked.draft,
                deliveries: asked.deliveries,
                ...(ruleId === undefined ? {} : { rule_id: ruleId }),
              },
              signal,
            }),
          )
      : skipToken,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const ask = (rule: RuleDraft) => {
    setAsked({ draft: rule, deliveries: Number(amount) });
    setSearch(
      (before) => {
        before.set('try', amount);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
    if (asked && same(asked.draft, rule) && asked.deliveries === Number(amount)) void query.refetch();
  };
  return (
    <Section
      title="Try it first"
      hint="See what this rule would have done with what came in. Nothing is changed by trying."
    >
      <Group gap="sm">
        <SegmentedControl
          aria-label="How many deliveries"
          data={AMOUNTS.map((value) => ({ value, label: Number(value).toLocaleString() }))}
          value={amount}
          onChange={setAmount}
        />
        <Button
          variant="default"
          loading={query.isFetching}
          aria-disabled={wrong}
          data-disabled={wrong || undefined}
          {...(wrong ? { 'aria-describedby': 'try-wrong' } : {})}
          onClick={() => !wrong && ask(draft)}
        >
          Try it on the last deliveries
        </Button>
      </Group>
      {wrong && (
        <Text size="sm" c="dimmed" id="try-wrong">
          It can be tried once everything above is right.
        </Text>
      )}
      {asked && !same(asked.draft, draft) && query.data && (
        <Text size="sm" c="var(--sluice-wait)" role="status">
          The form has changed since. Try it again to see what that changes.
        </Text>
      )}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {asked && query.isPending && !query.error && <Loading lines={3} />}
      {query.data && !query.error && <Outcome tried={query.data} onApply={(changes) => ask(apply(changes))} />}
    </Section>
  );
}

function Outcome({ tried, onApply }: { tried: Simulation; onApply: (changes: Change[]) => void }) {
  const against = tried.compared_with;
  if (tried.counts.events === 0) {
    return (
      <Empty title="Nothing came in yet">As soon as a git host has sent something, the rule can be tried on it.</Empty>
    );
  }
  return (
    <Stack gap="sm">
      <Text size="sm" className="break">
        {against
          ? `Compared with “${against.name}” as it stands (version ${against.version}).`
          : 'No rule has this name yet, so there is nothing to compare with.'}
      </Text>
      <TriedEvents tried={tried} onApply={onApply} />
      <Alert variant="default" icon={<IconInfoCircle aria-hidden />} title="What this takes for granted">
        <List size="sm" spacing={2}>
          {tried.assumed.map((each) => (
            <List.Item key={each}>{each}</List.Item>
          ))}
          <List.Item>Nothing was changed by trying: no run, no deployment, no cooldown.</List.Item>
        </List>
      </Alert>
    </Stack>
  );
}
