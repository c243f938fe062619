namespace Voltbench.Ocpp.V201.Types;

public enum MessageFormat
{
    ASCII,
    HTML,
    URI,
    UTF8,
}
