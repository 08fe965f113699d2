import { Anchor, Box, Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconRepeat } from '@tabler/icons-react';
import { useId } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { RuleDecision } from '../../api/types';
import { Checks } from '../../parts/Checks';
import { Tone, Verdict } from '../../parts/Tone';

const OPEN = 'checks';

/** Which decisions show their checks; the address says so, that a link opens them. */
function useOpened(key: string): [boolean, () => void] {
  const [search, setSearch] = useSearchParams();
  const opened = search.getAll(OPEN).includes(key);
  const toggle = () =>
    setSearch(
      (now) => {
        if (opened) now.delete(OPEN, key);
        else now.append(OPEN, key);
        return now;
      },
      { replace: true, preventScrollReset: true },
    );
  return [opened, toggle];
}

/** What one rule made of one event, with its checks in place. */
export function Decision({ project, decision }: { project: string; decision: RuleDecision }) {
  const { rule, checks } = decision;
  const [opened, toggle] = useOpened(`${decision.event_index}-${rule.id}`);
  const region = useId();
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  const passed = checks.filter((check) => check.passed).length;
  return (
    <Stack component="li" gap="xs" p="md">
      <Group justify="space-between" gap="xs" align="flex-start">
        <Stack gap={4} style={{ flex: '1 1 16rem', minWidth: 0 }}>
          <Group gap="xs">
            <Verdict of={decision.verdict} />
            {decision.repeated && (
              <Tone tone="calm" icon={IconRepeat}>
                Repeated
              </Tone>
            )}
            <Anchor component={Link} to={`/projects/${project}/rules/${rule.id}`} fw={600} className="break">
              {rule.name}
            </Anchor>
            <Text size="sm" c="dimmed">
              version {rule.version}
            </Text>
          </Group>
          {decision.reason && (
            <Text size="sm" className="break">
              {decision.reason.message}
            </Text>
          )}
          {decision.repeated && (
            <Text size="sm" c="dimmed">
              This event was told before, and the rule took it then: there is no second run.
            </Text>
          )}
          {decision.run_id && (
            <Anchor component={Link} to={`/projects/${project}/runs/${decision.run_id}`} size="sm">
              {decision.verdict === 'skip' ? 'Open the recorded skip' : 'Open the run'}
            </Anchor>
          )}
        </Stack>
        <Button
          size="xs"
          variant="default"
          leftSection={<Chevron size={14} aria-hidden />}
          aria-expanded={opened}
          aria-controls={region}
          onClick={toggle}
        >
          Checks · {passed} of {checks.length} passed<VisuallyHidden>, {rule.name}</VisuallyHidden>
        </Button>
      </Group>
      <Box id={region} hidden={!opened}>
        {opened && <Checks checks={checks} />}
      </Box>
    </Stack>
  );
}
