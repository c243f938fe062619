namespace Voltbench.Ocpi.Transport;

/// <summary>Status codes of the envelope (2.2.1 status_codes; 2.1.1 knows those up to 2003 and 3003).</summary>
public static class OcpiStatus
{
    public const int Success = 1000;

    public const int ClientError = 2000;
    public const int InvalidParameters = 2001;
    public const int NotEnoughInformation = 2002;
    public const int UnknownLocation = 2003;

    /// <summary>2.2.1 only; <see cref="For"/> gives what 2.1.1 says instead.</summary>
    public const int UnknownToken = 2004;

    public const int ServerError = 3000;
    public const int UnusableApi = 3001;
    public const int UnsupportedVersion = 3002;
    public const int NoMatchingEndpoints = 3003;

    public const int HubError = 4000;
    public const int UnknownReceiver = 4001;
    public const int ForwardTimeout = 4002;
    public const int ForwardFailed = 4003;

    /// <summary>1xxx.</summary>
    public static bool IsSuccess(int code) => code is >= 1000 and < 2000;

    /// <summary>2xxx: the message is at fault, the same one again meets the same answer.</summary>
    public static bool IsClientError(int code) => code is >= 2000 and < 3000;

    /// <summary>The code in the words of a version: 2004 came with 2.2, before it an unknown token is a generic client error.</summary>
    public static int For(OcpiVersion version, int code) => version == OcpiVersion.V211 && code == UnknownToken ? ClientError : code;
}
