using System.Collections.Frozen;

namespace PortOrchestrator.PortRegistry.Allocation;

/// <summary>The default ports of common servers, by the names that their services usually have.</summary>
internal static class WellKnownPorts
{
    public static IReadOnlyList<WellKnownPort> All { get; } =
    [
        new(["zookeeper"], 2181),
        new(["etcd"], 2379),
        new(["etcd"], 2380, "peer"),
        new(["kafka", "redpanda"], 9092),
        new(["schema-registry"], 8081),
        new(["kafka-connect"], 8083),
        new(["kafka-ui", "akhq"], 8080),
        new(["redis", "valkey", "keydb"], 6379),
        new(["memcached"], 11211),
        new(["postgres", "postgresql", "timescaledb", "pgvector"], 5432),
        new(["pgbouncer"], 6432),
        new(["mysql", "mariadb"], 3306),
        new(["mssql", "sqlserver"], 1433),
        new(["oracle"], 1521),
        new(["mongo", "mongodb"], 27017),
        new(["cassandra", "scylla", "scylladb"], 9042),
        new(["couchdb"], 5984),
        new(["cockroach", "cockroachdb"], 26257),
        new(["clickhouse"], 8123),
        new(["clickhouse"], 9000, "native"),
        new(["influxdb"], 8086),
        new(["neo4j"], 7474),
        new(["neo4j"], 7474, "http"),
        new(["neo4j"], 7473, "https"),
        new(["neo4j"], 7687, "bolt"),
        new(["elasticsearch", "opensearch"], 9200),
        new(["elasticsearch", "opensearch"], 9300, "transport"),
        new(["kibana", "opensearch-dashboards"], 5601),
        new(["logstash"], 5044),
        new(["solr"], 8983),
        new(["meilisearch"], 7700),
        new(["typesense"], 8108),
        new(["qdrant"], 6333),
        new(["qdrant"], 6334, "grpc"),
        new(["milvus"], 19530),
        new(["weaviate"], 8080),
        new(["chroma", "chromadb"], 8000),
        new(["ollama"], 11434),
        new(["rabbitmq"], 5672),
        new(["rabbitmq"], 5672, "amqp"),
        new(["rabbitmq"], 15672, "management"),
        new(["activemq", "artemis"], 61616),
        new(["nats"], 4222),
        new(["nats"], 8222, "monitoring"),
        new(["pulsar"], 6650),
        new(["mosquitto", "mqtt"], 1883),
        new(["minio"], 9000),
        new(["minio"], 9001, "console"),
        new(["vault"], 8200),
        new(["consul"], 8500),
        new(["temporal"], 7233),
        new(["prometheus"], 9090),
        new(["alertmanager"], 9093),
        new(["grafana"], 3000),
        new(["loki"], 3100),
        new(["tempo"], 3200),
        new(["jaeger"], 16686),
        new(["zipkin"], 9411),
        new(["otel-collector", "otelcol"], 4317),
        new(["otel-collector", "otelcol"], 4317, "grpc"),
        new(["otel-collector", "otelcol"], 4318, "http"),
        new(["statsd"], 8125, Protocol: PortProtocol.Udp),
        new(["keycloak"], 8080),
        new(["mailhog"], 1025),
        new(["mailhog"], 8025, "http"),
        new(["mailpit"], 1025),
        new(["mailpit"], 8025, "http"),
        new(["localstack"], 4566),
        new(["azurite"], 10000),
        new(["azurite"], 10001, "queue"),
        new(["azurite"], 10002, "table"),
        new(["dynamodb", "dynamodb-local"], 8000),
    ];

    private static readonly FrozenDictionary<(string Service, string Name, PortProtocol Protocol), int> ByService =
        All.SelectMany(p => p.Services.Select(s => KeyValuePair.Create((s, p.Name, p.Protocol), p.Number))).ToFrozenDictionary();

    private static readonly FrozenSet<(int, PortProtocol)> Numbers = All.Select(p => (p.Number, p.Protocol)).ToFrozenSet();

    /// <summary>Finds the default port of a service; null when its name says nothing.</summary>
    public static int? Find(PortKey key) =>
        ByService.TryGetValue((key.Service.ToLowerInvariant(), key.Name.ToLowerInvariant(), key.Protocol), out var port) ? port : null;

    /// <summary>Whether some kind of server listens here by default.</summary>
    public static bool Contains(int port, PortProtocol protocol) => Numbers.Contains((port, protocol));
}
