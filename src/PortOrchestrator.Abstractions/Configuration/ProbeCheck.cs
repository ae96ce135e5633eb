using System.Text.Json.Serialization;

namespace PortOrchestrator.Configuration;

/// <summary>What a probe looks at. Immutable; one derived type per way of looking.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HttpCheck), "http")]
[JsonDerivedType(typeof(TcpCheck), "tcp")]
[JsonDerivedType(typeof(ExecCheck), "exec")]
[JsonDerivedType(typeof(LogCheck), "log")]
[JsonDerivedType(typeof(FileCheck), "file")]
[JsonDerivedType(typeof(NotifyCheck), "notify")]
[JsonDerivedType(typeof(EngineCheck), "engine")]
public abstract record ProbeCheck;
