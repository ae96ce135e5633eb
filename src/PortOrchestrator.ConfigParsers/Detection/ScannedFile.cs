using PortOrchestrator.ConfigParsers.Detection.Facts;

namespace PortOrchestrator.ConfigParsers.Detection;

/// <summary>A file that may be evidence, as the walk met it.</summary>
/// <param name="Path">The file, from the root folder.</param>
/// <param name="FullPath">Its absolute path.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Modified">When it was last written, in ticks of UTC.</param>
/// <param name="Kind">What is taken from it.</param>
internal sealed record ScannedFile(string Path, string FullPath, long Size, long Modified, RecognisedFile Kind);
