import { NumberInput, Radio, Stack, Switch, Title } from '@mantine/core';
import { useField, useFits } from './FormHere';
import { Section } from './Section';
import type { Path } from './values';

/** How often, after whose consent, and until how many failures. */
export function SafetyFields() {
  const required = useField('approval.required', 'checkbox');
  const self = useField('approval.prevent_self_approval', 'checkbox');
  return (
    <Section title="Safety">
      <Amount path="cooldown.minutes" suffix=" minutes" description="The least time between two runs. 0 = none." />
      {useFits('cooldown.mode') && <Mode />}
      <Switch {...required} description="An Admin has to approve before anything happens." />
      {useFits('approval.expires_in_minutes') && (
        <Amount
          path="approval.expires_in_minutes"
          suffix=" minutes"
          description="How long an Admin can say yes. After that the run ends as expired."
        />
      )}
      {useFits('approval.prevent_self_approval') && (
        <Switch {...self} description="Whoever pushed, or pressed Run, cannot approve it." />
      )}
      <Stack gap={4} role="group" aria-labelledby="breaker">
        <Title order={3} size="h5" id="breaker">
          Circuit breaker
        </Title>
        <Amount
          path="circuit_breaker.max_consecutive_failures"
          description="After so many failures in a row the rule is disabled, until somebody enables it again. 0 = never."
        />
      </Stack>
    </Section>
  );
}

function Amount({ path, description, suffix = '' }: { path: Path; description: string; suffix?: string }) {
  return (
    <NumberInput
      {...useField(path)}
      description={description}
      suffix={suffix}
      allowNegative={false}
      allowDecimal={false}
      clampBehavior="none"
      min={0}
      styles={{ wrapper: { maxWidth: 200 } }}
    />
  );
}

function Mode() {
  return (
    <Radio.Group {...useField('cooldown.mode')}>
      <Stack gap="xs" mt={6}>
        <Radio value="skip" label="Skip" description="They are recorded as skipped, and nothing follows." />
        <Radio
          value="fold"
          label="Fold into one"
          description="They wait, and each takes the place of the one before; when the time is over the newest runs. So a burst of pushes never leaves the target behind."
        />
      </Stack>
    </Radio.Group>
  );
}
