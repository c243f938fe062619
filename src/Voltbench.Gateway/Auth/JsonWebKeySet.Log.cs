namespace Voltbench.Gateway.Auth;

public sealed partial class JsonWebKeySet
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Loaded {Count} keys from {Source}")]
    private partial void LogLoaded(int count, string source);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The key set {Source} could not be loaded: {Reason}")]
    private partial void LogFailed(string source, string reason);
}
