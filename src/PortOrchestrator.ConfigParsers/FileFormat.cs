namespace PortOrchestrator.ConfigParsers;

/// <summary>The formats of project files.</summary>
internal enum FileFormat
{
    ProjectServices,
    ProcessCompose,
}
