global using PortOrchestrator.Configuration;
global using PortOrchestrator.Diagnostics;
global using PortOrchestrator.Ports;
global using PortOrchestrator.Projects;
global using PortOrchestrator.Services;
