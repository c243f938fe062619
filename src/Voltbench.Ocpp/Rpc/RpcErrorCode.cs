namespace Voltbench.Ocpp.Rpc;

/// <summary>Why a CALL was refused (OCPP-J 1.6 §4.2.3, OCPP 2.0.1 part 4 §4.3), independent of the version's spelling.</summary>
public enum RpcErrorCode
{
    /// <summary>The action is not known to the receiver.</summary>
    NotImplemented,

    /// <summary>The action is known but the receiver does not support it.</summary>
    NotSupported,

    /// <summary>The receiver failed while it processed the action.</summary>
    InternalError,

    /// <summary>1.6: the payload is incomplete. 2.0.1: the payload is not conform the PDU structure.</summary>
    ProtocolError,

    /// <summary>A security issue kept the receiver from completing the action.</summary>
    SecurityError,

    /// <summary>The payload is syntactically incorrect; in 1.6 also: not conform the PDU structure.</summary>
    FormationViolation,

    /// <summary>A field holds a value that is not allowed.</summary>
    PropertyConstraintViolation,

    /// <summary>A field is missing, or a list has too few or too many items.</summary>
    OccurrenceConstraintViolation,

    /// <summary>A field is of the wrong data type.</summary>
    TypeConstraintViolation,

    /// <summary>Anything that no other code covers.</summary>
    GenericError,

    /// <summary>The message type number is unknown (2.0.1 only; 1.6 says GenericError).</summary>
    MessageTypeNotSupported,

    /// <summary>The message is no RPC request, for example its id could not be read (2.0.1 only; 1.6 says GenericError).</summary>
    RpcFrameworkError,
}

/// <summary>The spelling of error codes on the wire.</summary>
public static class RpcErrorCodes
{
    /// <summary>The code as the version writes it: 1.6 spells <c>OccurenceConstraintViolation</c> with one r, 2.0.1 says <c>FormatViolation</c>.</summary>
    public static string WireName(this RpcErrorCode code, OcppVersion version) => (code, version) switch
    {
        (RpcErrorCode.OccurrenceConstraintViolation, OcppVersion.V16) => "OccurenceConstraintViolation",
        (RpcErrorCode.MessageTypeNotSupported or RpcErrorCode.RpcFrameworkError, OcppVersion.V16) => nameof(RpcErrorCode.GenericError),
        (RpcErrorCode.FormationViolation, OcppVersion.V201) => "FormatViolation",
        (RpcErrorCode.NotImplemented, _) => nameof(RpcErrorCode.NotImplemented),
        (RpcErrorCode.NotSupported, _) => nameof(RpcErrorCode.NotSupported),
        (RpcErrorCode.InternalError, _) => nameof(RpcErrorCode.InternalError),
        (RpcErrorCode.ProtocolError, _) => nameof(RpcErrorCode.ProtocolError),
        (RpcErrorCode.SecurityError, _) => nameof(RpcErrorCode.SecurityError),
        (RpcErrorCode.FormationViolation, _) => nameof(RpcErrorCode.FormationViolation),
        (RpcErrorCode.PropertyConstraintViolation, _) => nameof(RpcErrorCode.PropertyConstraintViolation),
        (RpcErrorCode.OccurrenceConstraintViolation, _) => nameof(RpcErrorCode.OccurrenceConstraintViolation),
        (RpcErrorCode.TypeConstraintViolation, _) => nameof(RpcErrorCode.TypeConstraintViolation),
        (RpcErrorCode.GenericError, _) => nameof(RpcErrorCode.GenericError),
        (RpcErrorCode.MessageTypeNotSupported, _) => nameof(RpcErrorCode.MessageTypeNotSupported),
        (RpcErrorCode.RpcFrameworkError, _) => nameof(RpcErrorCode.RpcFrameworkError),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "not an error code"),
    };
}
