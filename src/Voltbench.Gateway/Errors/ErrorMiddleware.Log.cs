namespace Voltbench.Gateway.Errors;

public sealed partial class ErrorMiddleware
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed")]
    private partial void LogUnhandled(Exception exception, string method, string route);
}
