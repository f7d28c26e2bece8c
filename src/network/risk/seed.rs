//! The high-risk ports of a new installation, as spec 2 lists them.

use std::borrow::Cow;

use super::{
    RiskClass::{self, CacheAndSearch, Database, LocalNetwork, Management, QueueAndCoordination, RemoteAdministration},
    RiskPolicy, RiskPort,
};
use crate::network::port::{Port, PortRange};

/// What the migration fills the table with.
pub const SEED: &[RiskPort] = &[
    refused(135, 135, "Microsoft RPC"),
    refused(137, 139, "NetBIOS"),
    refused(445, 445, "SMB"),
    refused(23, 23, "Telnet"),
    refused(69, 69, "TFTP"),
    refused(512, 514, "rexec, rlogin, rsh"),
    guarded(20, RemoteAdministration, "FTP data"),
    guarded(21, RemoteAdministration, "FTP"),
    guarded(22, RemoteAdministration, "SSH"),
    guarded(3389, RemoteAdministration, "RDP"),
    guarded(4899, RemoteAdministration, "Radmin"),
    guarded(5632, RemoteAdministration, "pcAnywhere"),
    guarded(5900, RemoteAdministration, "VNC"),
    guarded(5985, RemoteAdministration, "WinRM"),
    guarded(5986, RemoteAdministration, "WinRM over TLS"),
    guarded(1433, Database, "SQL Server"),
    guarded(1434, Database, "SQL Server Browser"),
    guarded(1521, Database, "Oracle"),
    guarded(3306, Database, "MySQL"),
    guarded(5432, Database, "PostgreSQL"),
    guarded(5236, Database, "Dameng"),
    guarded(54321, Database, "KingbaseES"),
    guarded(50000, Database, "Db2"),
    guarded(6379, CacheAndSearch, "Redis"),
    guarded(11211, CacheAndSearch, "Memcached"),
    guarded(9200, CacheAndSearch, "Elasticsearch"),
    guarded(9300, CacheAndSearch, "Elasticsearch cluster"),
    guarded(27017, CacheAndSearch, "MongoDB"),
    guarded(27018, CacheAndSearch, "MongoDB shard"),
    guarded(5984, CacheAndSearch, "CouchDB"),
    guarded(1883, QueueAndCoordination, "MQTT"),
    guarded(2181, QueueAndCoordination, "ZooKeeper"),
    guarded(4369, QueueAndCoordination, "Erlang port mapper"),
    guarded(5672, QueueAndCoordination, "RabbitMQ"),
    guarded(15672, QueueAndCoordination, "RabbitMQ console"),
    guarded(9092, QueueAndCoordination, "Kafka"),
    guarded(9876, QueueAndCoordination, "RocketMQ"),
    guarded(61616, QueueAndCoordination, "ActiveMQ"),
    guarded(8161, QueueAndCoordination, "ActiveMQ console"),
    guarded(25, Management, "SMTP"),
    guarded(110, Management, "POP3"),
    guarded(143, Management, "IMAP"),
    guarded(161, Management, "SNMP"),
    guarded(389, Management, "LDAP"),
    guarded(873, Management, "rsync"),
    guarded(1099, Management, "Java RMI"),
    guarded(2049, Management, "NFS"),
    guarded(2375, Management, "Docker"),
    guarded(2379, Management, "etcd"),
    guarded(4848, Management, "GlassFish console"),
    guarded(6443, Management, "Kubernetes"),
    guarded(7001, Management, "WebLogic"),
    guarded(7002, Management, "WebLogic over TLS"),
    guarded(8009, Management, "Tomcat AJP"),
    guarded(9000, Management, "PHP-FPM, SonarQube, MinIO"),
    guarded(9090, Management, "Prometheus, Cockpit"),
    guarded(10250, Management, "kubelet"),
    guarded(10050, Management, "Zabbix agent"),
];

const fn refused(first: u16, last: u16, service: &'static str) -> RiskPort {
    line(first, last, LocalNetwork, service, RiskPolicy::RefusedToInternet)
}

const fn guarded(port: u16, class: RiskClass, service: &'static str) -> RiskPort {
    line(port, port, class, service, RiskPolicy::Guarded)
}

#[expect(clippy::panic, reason = "evaluated by the compiler alone: a slip in the table above doesn't build")]
const fn line(first: u16, last: u16, class: RiskClass, service: &'static str, policy: RiskPolicy) -> RiskPort {
    let (Some(first), Some(last)) = (Port::new(first), Port::new(last)) else { panic!("0 is not a port") };
    let Some(ports) = PortRange::new(first, last) else { panic!("a range ends before it begins") };
    RiskPort { ports, service: Cow::Borrowed(service), class, policy }
}
