-- Works that stop a utility, so that residents must be told in time: after the stock rows of utilities.
update upkeep.norms as n
set utility = u.utility
from (values
    ('heat_flush', 'heating'), ('heat_press', 'heating'), ('heat_valves', 'heating'), ('el_insul', 'electricity'),
    ('sewer_flush', 'sewerage'), ('gas_vdgo', 'gas'), ('gas_diagnosis', 'gas'), ('lift_cert', 'lift')
) as w (code, utility)
join estate.utilities as u on u.utility = w.utility
where n.code = w.code;
