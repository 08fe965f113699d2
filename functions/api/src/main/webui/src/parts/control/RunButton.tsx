import { IconPlayerPlay } from '@tabler/icons-react';
import type { Rule } from '../../api/types';
import { useProject } from '../../app/useProject';
import { ActionButton } from '../ActionButton';
import { runRefusal } from './standing';

/** Runs a manual rule; nothing for any other, which only its events run. */
export function RunButton({ rule, onRun, size = 'xs' }: { rule: Rule; onRun: () => void; size?: string }) {
  const { role, environments } = useProject();
  if (rule.trigger.type !== 'manual') return null;
  return (
    <ActionButton
      size={size}
      variant="default"
      leftSection={<IconPlayerPlay size={14} aria-hidden />}
      refused={runRefusal(rule, role, environments)}
      onClick={onRun}
      aria-label={`Run ${rule.name}`}
    >
      Run
    </ActionButton>
  );
}
