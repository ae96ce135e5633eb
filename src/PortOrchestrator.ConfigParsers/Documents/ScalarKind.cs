namespace PortOrchestrator.ConfigParsers.Documents;

internal enum ScalarKind
{
    Text,
    Number,
    Flag,
    Null,
}
