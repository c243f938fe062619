namespace Voltbench.Gateway.Demo;

internal sealed partial class DemoService
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The demo is up: location {Location} has {Chargers} chargers, {Charging} of them charging")]
    private partial void LogUp(string location, int chargers, int charging);

    [LoggerMessage(Level = LogLevel.Error, Message = "The demo could not be brought up: {Reason}")]
    private partial void LogFailed(string reason);
}
