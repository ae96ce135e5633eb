namespace PortOrchestrator.PortRegistry.Storage;

/// <summary>Makes a value of a row.</summary>
internal delegate T RowReader<out T>(Row row);
