// The ticket guide's own examples, and what it says of the fields of each kind, where the forms say it.
import assert from 'node:assert/strict';

const REACH = '让我的服务器访问别处';
const BE_REACHED = '让别人访问我的服务器';
const HOSTS = [/堡垒机的主机列表/, /多个用分号分隔，连续的用 - 连接/];
const PORTS = /TCP 和 UDP 至少填写一项/;

const KINDS = {
  'internet-access': {
    application: '黄冈市防汛抗旱应急指挥一张图', want: REACH, answer: /在互联网上/,
    says: [/详细说明访问互联网的目的/, ...HOSTS, /不带协议头和端口/, /不能用 \*\.aliyun\.com 这种泛域名/, PORTS, /只有特殊场景才会使用长连接/, /到期后策略自动取消/],
  },
  'extranet-access': {
    application: '湖北省安全工程专业技术职务水平测试申报系统', want: REACH, answer: /在政务外网上/,
    says: [/详细说明访问政务外网的目的/, ...HOSTS, /政务外网IP中选一个/, /网段写成/, PORTS, /请先与目的系统的厂商确认/],
  },
  'internet-mapping': {
    application: '应急指挥一张图', want: BE_REACHED, answer: /公众，或互联网上/,
    says: [/详细说明把服务端口映射到互联网的目的/, /资源 → 网络 → 互联网IP/, /备案，否则运营商不会开放/, /没有被占用的端口都可以使用/, /资源交付单或堡垒机的主机列表/, /安全扫描/, /数据库、Redis、MQ 等涉及数据的端口属于高危端口/, /高危端口不能长期映射，须指定截止日期/],
  },
  'extranet-mapping': {
    application: '应急指挥一张图', want: BE_REACHED, answer: /政务外网上的单位/,
    says: [/详细说明映射到政务外网的原因/, /资源 → 网络 → 政务外网IP/, /不确定的可以先咨询/, /资源交付单或堡垒机的主机列表/, /数据库、Redis、MQ/, /普通服务不使用长连接/, /本单位盖章同意的申请单/],
  },
  'tenant-access': {
    application: '应急指挥一张图', want: REACH, answer: /武钢应急云/,
    says: [/简要说明用途/, ...HOSTS, /服务器所属的单位/, /网段写成/, PORTS, /一般不用开启/, /到期后策略自动取消/],
  },
};

// From the dashboard by the chooser's questions to the kind's form, with the guide's application chosen.
export async function begin(page, hands, kind) {
  const { application, want, answer, says } = KINDS[kind];
  await page.goto('/');
  await hands.press(page.locator('main a[href="/tickets/new"]').first());
  await hands.press(page.locator('main a', { hasText: want }));
  await hands.press(page.locator('main a', { hasText: answer }).first());
  await page.waitForURL(`**/tickets/new/${kind}`);
  const form = await page.locator('main').innerText();
  for (const said of says) assert.match(form, said, kind);
  const select = page.locator('select[name=application]');
  await hands.pick(select, await select.locator('option', { hasText: new RegExp(`^${application}`) }).getAttribute('value'));
}
