import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Rule } from '../../api/types';
import { ruleRefusal } from '../../app/access';
import { useProject } from '../../app/useProject';
import { ActionButton } from '../../parts/ActionButton';

const icon = <IconPencil size={16} aria-hidden />;

/** Leads to the rule's form; where the role may not, says why. */
export function EditButton({ rule }: { rule: Rule }) {
  const { id, role, environments } = useProject();
  const refused = ruleRefusal(role, rule.action, environments);
  return refused ? (
    <ActionButton variant="default" size="sm" leftSection={icon} refused={refused} onClick={() => {}}>
      Edit
    </ActionButton>
  ) : (
    <Button
      component={Link}
      to={`/projects/${id}/rules/${rule.id}/edit`}
      variant="default"
      size="sm"
      leftSection={icon}
    >
      Edit
    </Button>
  );
}
