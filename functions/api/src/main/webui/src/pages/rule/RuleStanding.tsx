import { Alert, List, Paper, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Rule } from '../../api/types';
import { useProject } from '../../app/useProject';
import { Breaker, Cooldown } from '../../parts/control/RuleState';
import { isOn } from '../../parts/control/standing';
import { Fact, Facts } from '../../parts/Facts';
import { safety } from '../../parts/rule';
import { When } from '../../parts/time';
import { Tone } from '../../parts/Tone';

/** What happened to a rule that its circuit breaker stopped, and how it goes on. Nothing for any other. */
export function Stopped({ rule }: { rule: Rule }) {
  const { open, reason, failures, tripped_at: at } = rule.state.breaker;
  if (!open) return null;
  return (
    <Alert
      color="red"
      variant="default"
      icon={<IconAlertTriangle aria-hidden />}
      title="Stopped by its circuit breaker"
    >
      <Stack gap={4}>
        <Text className="break" size="sm">
          {reason ?? `It failed ${failures} times in a row.`}
          {at && (
            <>
              {' '}
              <When at={at} />.
            </>
          )}
        </Text>
        <Text size="sm">
          Until it is enabled, all that it would take is recorded as skipped. Enabling it begins anew: its failures
          count from zero.
        </Text>
      </Stack>
    </Alert>
  );
}

function State({ rule }: { rule: Rule }) {
  if (rule.state.breaker.open) return <Tone tone="bad">Stopped</Tone>;
  return isOn(rule) ? <Tone tone="good">Enabled</Tone> : <Tone tone="calm">Disabled</Tone>;
}

/** How the rule stands now, and what keeps it safe. */
export function RuleStanding({ rule }: { rule: Rule }) {
  const { project } = useProject();
  const said = safety(rule);
  const several = (project?.repositories.length ?? 0) > 1;
  return (
    <Paper withBorder p="md" component="section" aria-label="How it stands">
      <Stack gap="md">
        <Facts>
          <Fact name="State">
            <State rule={rule} />
          </Fact>
          <Fact name="Circuit breaker">
            <Breaker rule={rule} />
          </Fact>
          <Fact name="Cooldown">
            <Cooldown rule={rule} />
          </Fact>
          {several && rule.repository && <Fact name="Repository">{rule.repository}</Fact>}
          <Fact name={`Version ${rule.version}`}>
            {rule.updated_by}
            {rule.updated_at && (
              <>
                , <When at={rule.updated_at} />
              </>
            )}
          </Fact>
        </Facts>
        {said.length > 0 && (
          <List size="sm" spacing={4}>
            {said.map((each) => (
              <List.Item key={each}>{each}</List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Paper>
  );
}
