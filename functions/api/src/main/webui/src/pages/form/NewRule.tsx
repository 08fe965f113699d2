import { useTitle } from '../../app/useTitle';

export default function NewRule() {
  useTitle('NewRule');
  return <h1>NewRule</h1>;
}
